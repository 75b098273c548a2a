// The engine of our own, in the browser. See plugins/search/postings.py.
import { fileOf, find } from "./postings.js";

/** The index of a shard: it asks for the files that have the words of a query. */
export class Index {
  constructor(shard) {
    this.shard = shard;
  }

  /** From the number of each article that has a run of characters to its first place in it. */
  places(run) {
    return find(run, async (word) => (await this.shard.file(`${fileOf(word, this.shard.table.files)}.json`))[word]);
  }
}
