// expect: blocked - line separators, unicode escapes and odd white space keep the parsers of one mind
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
const x = 'a b'; /*   */ const y = await  1 //  ESC(globalThis, 'after a separator') ;ESC(y, 'y') ;　ESC(x, 'x')
var \u0061sync = 1, l\u0065t_ = 2; ESC(async, 'async'); const { \u{63}onsole: c } = globalThis; ESC(c, 'console'); // \u000a console.log('ESCAPED escape')
const r = /\u2028\}\)/u; ESC(r, 'r')
