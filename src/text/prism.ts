/** The core of prismjs, evaluated before the grammars that look for it as a global: so this module is imported before them. */
import Prism from 'prismjs/components/prism-core.js';

export const prism = Prism;
