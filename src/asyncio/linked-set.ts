/**
 * A set in insertion order whose members carry the links themselves: adding costs no allocation, and removing does not ask
 * for the set. A member can be in one such set only.
 */
export interface Linked<M> {
  /** @internal Null outside of all sets. */ _previousMember: Linked<M> | null;
  /** @internal */ _nextMember: Linked<M> | null;
}

/** The set itself is the link between its last member and its first. */
export class LinkedSet<M extends Linked<M>> implements Linked<M> {
  /** @internal */ _previousMember: Linked<M> = this;
  /** @internal */ _nextMember: Linked<M> = this;

  /** `member` must not be in any set. */
  add(member: M): void {
    const last = this._previousMember;
    member._previousMember = last;
    member._nextMember = this;
    last._nextMember = member;
    this._previousMember = member;
  }

  get isEmpty(): boolean {
    return this._nextMember === this;
  }

  *[Symbol.iterator](): Generator<M> {
    // The next one may be taken out meanwhile; nothing then follows.
    for (let member: Linked<M> | null = this._nextMember; member !== this && member !== null;) {
      const next: Linked<M> | null = member._nextMember;
      yield member as M;
      member = next;
    }
  }
}

/** Takes `member` out of the set that it is in. */
export function unlink<M>(member: Linked<M>): void {
  const { _previousMember: previous, _nextMember: next } = member;
  previous!._nextMember = next;
  next!._previousMember = previous;
  member._previousMember = null;
  member._nextMember = null;
}
