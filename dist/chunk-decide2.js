export { n as decide } from "./chunk-decide.js";
