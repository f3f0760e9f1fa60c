const {isAbsolute:e,join:t}=process.getBuiltinModule('node:path');
const {homedir:n}=process.getBuiltinModule('node:os');
function defaultStorePath(r){let i=r.XDG_STATE_HOME,a=i&&e(i)?i:t(r.HOME||n(),`.local`,`state`);return t(a,`lanekeeper`,`query-log.sqlite`)}export{defaultStorePath as t};