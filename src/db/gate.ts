/** Lets a number of things go on at a time; the next ones wait for their turn, in order. */
export type Gate = {
  /** Calls `go` when there is a place, at once if there is one already. `go` answers whether it takes it. */
  enter(go: () => boolean): void;
  /** Gives a place back that was taken. */
  leave(): void;
};

export function createGate(places: number): Gate {
  const waiting: (() => boolean)[] = [];
  let taken = 0;
  return {
    enter(go) {
      if (taken >= places) waiting.push(go);
      else if (go()) taken++;
    },
    leave() {
      for (let go = waiting.shift(); go; go = waiting.shift()) if (go()) return;
      taken--;
    },
  };
}

/** For what needs no gate. */
export const openGate: Gate = { enter: (go) => void go(), leave() {} };
