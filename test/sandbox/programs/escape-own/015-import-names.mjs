// expect: blocked - string names of imports are data, never text of the program
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
import { "sleep" as a, "sl\u0065ep" as b, "\u0073leep" as \u{63} } from "asynci\u006f";
import * as \u006es from 'asyncio' with {};
ESC(a, 'a'); ESC(b, 'b'); ESC(c, 'c'); ESC(ns, 'ns'); console.log(a === b, b === c)
