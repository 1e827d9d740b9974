// expect: blocked - comments, strings, templates and regular expressions cannot turn a mark into code
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
const a = async () => /* => { */ // => (
  ( /* ) } */ 'x' /* => */ ), b = (/*=>*/ x /*)*/ ) => /*{*/ ( `${ /* } */ await0(x) }` /*)*/ ), c = /[/*]=>{/.test('*'), d = async (e = /* => */ '=>') => /=>\/*/.source;
function await0(x) { return x } ESC(await a(), 'a'); ESC(await /* ( */ ( /* ) */ b(1) /* ( */ ), 'b'); ESC(await d(), 'd'); ESC(await `${await `${await a /*`*/ ()}`}` /* `} */, 't'); ESC(await // )
  (1, { then: (r) => r(globalThis) }), 'then'); const s = '\
});globalThis.console.log("ESCAPED string");((f)=>f)(async()=>{'; ESC(s, 's'); const t = `
}catch($c){globalThis.console.log("ESCAPED template")}})
` /*
});globalThis.console.log("ESCAPED comment");(async()=>{
*/; label: { /* label */ break label } switch (await 1) { /* case */ case /* : */ await 1: /* { */ { } /* } */ } if (0) ; else /* { */ ; do /* ; */ ; while /* ( */ (await 0) for (const x of /* ( */ [1] /* ) */) ; /* the end: }) *//**/
