const {isAbsolute,join}=process.getBuiltinModule('node:path');
const {homedir}=process.getBuiltinModule('node:os');
function defaultStorePath(env){let state=env.XDG_STATE_HOME,home=state&&isAbsolute(state)?state:join(env.HOME||homedir(),`.local`,`state`);return join(home,`lanekeeper`,`query-log.sqlite`)}export{defaultStorePath as t};