export { t as objectsOfDump } from "./chunk-objects-of-dump2.js";
