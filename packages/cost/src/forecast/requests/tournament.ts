/**
 * The lowest of keys that change one at a time: a knock-out tree, in which a change plays its matches again from its leaf
 * to the root. Of equal keys the lowest number wins.
 */
export class Tournament {
  /** Key of each player; Infinity is out of the game. */
  private keys = new Float64Array(2).fill(Infinity);
  /** Winner of the match at each node; node i is between the winners of 2i and 2i + 1, and leaves are the players. */
  private winners = Int32Array.of(0, 0, 0, 1);
  private players = 2;

  get winner(): number {
    return this.winners[1]!;
  }

  get winnerKey(): number {
    return this.keys[this.winners[1]!]!;
  }

  set(player: number, key: number): void {
    const { keys, winners } = this;
    keys[player] = key;
    for (let node = (player + this.players) >> 1; node > 0; node >>= 1) {
      const left = winners[2 * node]!;
      const right = winners[2 * node + 1]!;
      winners[node] = keys[right]! < keys[left]! ? right : left;
    }
  }

  /** Room for at least this many players; those who are there keep their keys. */
  grow(players: number): void {
    if (players <= this.players) return;
    const size = powerOf2(players);
    const keys = new Float64Array(size).fill(Infinity);
    keys.set(this.keys);
    const winners = new Int32Array(2 * size);
    for (let i = 0; i < size; i++) winners[size + i] = i;
    for (let node = size - 1; node > 0; node--) {
      const left = winners[2 * node]!;
      const right = winners[2 * node + 1]!;
      winners[node] = keys[right]! < keys[left]! ? right : left;
    }
    this.keys = keys;
    this.winners = winners;
    this.players = size;
  }
}

const powerOf2 = (least: number): number => {
  let size = 2;
  while (size < least) size *= 2;
  return size;
};
