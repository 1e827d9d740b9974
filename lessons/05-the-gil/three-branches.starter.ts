import * as requests from "requests";
import { Thread } from "threading";
import * as time from "time";

// oslo, lima, rome: each fetches its ledger and counts it.

console.log("closed");
