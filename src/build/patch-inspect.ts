/**
 * The library that formats values cannot know what a promise came to, what an iterator still holds, nor what is a proxy, and
 * makes a text of every index of an array to find out which names are none: only the engine does better. Here it asks `enginePeek`, which `realm/inspect.ts` fills. Fails the build when the library looks different.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'rolldown';
import { replaceOnce } from './replace-once.ts';

export function patchInspect(): Plugin {
  return {
    name: 'patch-inspect',
    load: (id) =>
      id.endsWith('/node-inspect-extracted/dist/inspect.js') ? withEnginePeek(readFileSync(id, 'utf8')) : null,
  };
}

function withEnginePeek(original: string): string {
  let text = replaceOnce(
    original,
    'getPromiseDetails:()=>[g,void 0]',
    'getPromiseDetails:t=>{const d=enginePeek.promise(t);return[d.state==="pending"?g:d.state==="rejected"?h:d.state,d.value]}',
  );
  text = replaceOnce(text, 'previewEntries:t=>[[],!1]', 'previewEntries:t=>enginePeek.entries(t)');
  text = replaceOnce(
    text,
    'static getProxyDetails(t,e=!0){const n=s.get(t);',
    'static getProxyDetails(t,e=!0){const n=enginePeek.proxy(t);',
  );
  text = replaceOnce(
    text,
    'getOwnNonIndexProperties:function(t,e=2){',
    'getOwnNonIndexProperties:function(t,e=2){const k=enginePeek.namesBesideElements(t,e);if(k!==null)return k;',
  );
  // Of a proxy that is only printed, the Node of these days says nothing.
  text = replaceOnce(text, 'c=je(e=c,!1),s+=1', 'c=je(e=c,!1)');
  text = replaceOnce(text, 'isPromise:t=>A(t,"Promise")', 'isPromise:t=>A(t,"Promise")&&enginePeek.knows(t)');
  for (const kind of ['Map', 'Set'])
    text = replaceOnce(
      text,
      `is${kind}Iterator:t=>"[object ${kind} Iterator]"===d.toString.call(g(t))`,
      `is${kind}Iterator:t=>"[object ${kind} Iterator]"===d.toString.call(g(t))&&enginePeek.knows(t)`,
    );
  return `const enginePeek={};${text};module.exports.enginePeek=enginePeek;`;
}
