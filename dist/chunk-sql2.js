export { t as prepareSql } from "./chunk-sql.js";
