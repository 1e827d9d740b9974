import { coroutine, run, sleep } from "asyncio";
