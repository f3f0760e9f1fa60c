export { t as MysqlColumnSession, n as readMysqlSchema } from "./chunk-mysql.js";
import "./chunk-mysql-dialect.js";
