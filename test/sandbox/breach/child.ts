/** The sandbox's child with a hole in its first wall: see `hole.ts`. */
import './hole.ts';
import '../../../src/sandbox/child.ts';
