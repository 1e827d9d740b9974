/**
 * A set in insertion order whose members carry the links themselves: adding and removing cost no allocation.
 * A member can be in one such set only.
 */
export interface Linked<M> {
  previousMember: M | null;
  nextMember: M | null;
}

export class LinkedSet<M extends Linked<M>> {
  #first: M | null = null;
  #last: M | null = null;

  /** `member` must not be in any set. */
  add(member: M): void {
    const last = this.#last;
    member.previousMember = last;
    if (last === null) this.#first = member;
    else last.nextMember = member;
    this.#last = member;
  }

  /** `member` must be in this set. */
  delete(member: M): void {
    const { previousMember, nextMember } = member;
    if (previousMember === null) this.#first = nextMember;
    else previousMember.nextMember = nextMember;
    if (nextMember === null) this.#last = previousMember;
    else nextMember.previousMember = previousMember;
    member.previousMember = null;
    member.nextMember = null;
  }

  *[Symbol.iterator](): Generator<M> {
    for (let member = this.#first; member !== null;) {
      const { nextMember } = member;
      yield member;
      member = nextMember;
    }
  }
}
