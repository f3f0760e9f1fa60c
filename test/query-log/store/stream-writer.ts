/** A process that reads the known stream into a store from where it stopped, until it is killed. Says each batch that is in. */
import { openStore } from '../../../src/query-log/store/sqlite.ts';
import { batchNumber, catalog, nextOf } from './known-stream.ts';

const [path = '', until = 'Infinity'] = process.argv.slice(2);
const store = openStore(path);
store.putCatalog(catalog);
const end = Number(until);
let next = nextOf(store.position('app', 'log'));
process.stdout.write(`open ${next}\n`);
while (next < end) {
  store.apply(batchNumber(next));
  next++;
  process.stdout.write(`${next}\n`);
}
store.close();
