export { n as ColumnSession, t as readColumnSchema } from "./chunk-columns.js";
