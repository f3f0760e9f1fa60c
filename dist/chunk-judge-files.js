export { t as judgeFiles, n as schemaBefore } from "./chunk-judge-files2.js";
