// expect: blocked - nothing tells the names of the marks: no own names, no text, no error, no prototype
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
const names = (o) => { try { return Reflect.ownKeys(o).map(String) } catch { return [] } };
const fs = [async () => await 1, async function* () { yield 1 }, class { static async m() {} }, function () { return 1 }];
for (const f of fs) for (const t of [() => f.toString(), () => `${f}`, () => Function.prototype.toString.call(f), () => Object.prototype.toString.call(f), () => f.toSource?.(), () => Reflect.apply(Function.prototype.toString, f, []), () => String(new Proxy(f, {}))]) { let s = ''; try { s = String(t()) } catch (y) { ESC(y, 'toString error'); s = String(y) } if (/\$[0-9a-f]{24}/.test(s)) console.log('ESCAPED a hook name in a text: ' + s.slice(0, 60)) }
for (const n of names(globalThis)) if (/^\$[0-9a-f]{24}$/.test(n)) console.log('ESCAPED a hook name on the global: ' + n);
for (const bad of ['null.x', 0]) try { if (bad) null.x; else undefinedName } catch (y) { ESC(y, 'error'); if (/\$[0-9a-f]{6}/.test(`${y.message}${y.stack}`)) console.log('ESCAPED a hook name in an error') }
try { await null.x } catch (y) { if (/\$[0-9a-f]{6}/.test(y.message)) console.log('ESCAPED a hook name in an error: ' + y.message) }
try { for await (const x of null); } catch (y) { ESC(y, 'for await'); if (/\$[0-9a-f]{6}/.test(y.message)) console.log('ESCAPED a hook name in an error: ' + y.message) }
try { for await (const x of { [Symbol.asyncIterator]: 5 }); } catch (y) { if (/\$[0-9a-f]{6}/.test(y.message)) console.log('ESCAPED a hook name in an error: ' + y.message) }
try { (await undefined)() } catch (y) { if (/\$[0-9a-f]{6}/.test(y.message)) console.log('ESCAPED a hook name in an error: ' + y.message) }
try { (await {}).x.y } catch (y) { if (/\$[0-9a-f]{6}/.test(y.message)) console.log('ESCAPED a hook name in an error: ' + y.message) }
try { const { a } = await null } catch (y) { if (/\$[0-9a-f]{6}/.test(y.message)) console.log('ESCAPED a hook name in an error: ' + y.message) }
try { new (await 5)() } catch (y) { if (/\$[0-9a-f]{6}/.test(y.message)) console.log('ESCAPED a hook name in an error: ' + y.message) }
try { const [a] = await {} } catch (y) { if (/\$[0-9a-f]{6}/.test(y.message)) console.log('ESCAPED a hook name in an error: ' + y.message) }
