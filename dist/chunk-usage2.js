import{t as e}from"./chunk-nearest.js";import{t}from"./chunk-user-error.js";import{t as n}from"./chunk-options.js";const r=[`text`,`json`,`markdown`,`sarif`],i=[`repository`,`manifest`,`evidence`],a={check:{text:`lanekeeper check [--base REF] [--head REF]

Decides the change from base to head as the Action would decide the pull
request. The manifest is read from the tip of the base; nothing is written.
  --base REF          default: the remote's default branch, else HEAD's branch
  --head REF          default: HEAD

  lanekeeper check --base main
  lanekeeper check --base main --head feature --evidence evidence.json
`,formats:r,reads:i,decides:!0},"check-deploy":{text:`lanekeeper check-deploy --environment NAME --commit REF [--base REF]

Decides a deployment or a rollback of a commit to an environment: deploy-order,
safe-rollback.
  --environment NAME  one of the manifest's environments
  --commit REF        what would be deployed
  --base REF          where the manifest is read; default as for check
`,formats:r,reads:i,decides:!0},simulate:{text:`lanekeeper simulate --as-if FACT\u2026 [--base REF] [--head REF]

Decides the change as check does, with some facts supposed, and shows what is
still in the way after that. The report says that it is a simulation, and check
takes it for no evidence. Facts, several with commas or spaces:
  deployed=NAME       the base's tip was just deployed to that environment
  quiet               nobody used the old shape in the whole window
  approved            as many as are asked for approved what is there now
  --base REF          default: as for check
  --head REF          default: HEAD

  lanekeeper simulate --as-if deployed=production
  lanekeeper simulate --as-if deployed=production,quiet,approved
`,formats:r,reads:i,decides:!0},lint:{text:`lanekeeper lint [FILE\u2026]

Judges migration files alone, or standard input (-), each by itself: no history,
no evidence. A folder stands for the SQL migrations in it.
  --engine NAME       postgresql (default), mysql, mariadb, sqlite
  --engine-version N  default: the manifest's, else the newest known
  --framework NAME    default: by the file's name and markers
  --schema FILE       what is there before: a dumped schema
  --manifest FILE     sizes of tables, settings and exemptions (default: none)

  lanekeeper lint db/migrations/0007_add_index.sql
  git diff --name-only main -- '*.sql' | xargs -r lanekeeper lint
`,formats:r,reads:[],decides:!0},status:{text:`lanekeeper status [CHANGE] [--base REF]

Where every change stands in every environment, what it waits for and until
when. It tells, and holds nothing up: the exit code is 0 whatever waits.
  --base REF          where the manifest is read; default as for check

  lanekeeper status --format html > board.html   # one page, nothing fetched
`,formats:[`text`,`json`,`markdown`,`html`],reads:i,decides:!1},horizon:{text:`lanekeeper horizon [--base REF]

How far each environment can be rolled back today, and after the contract of each
change that is under way. It tells, and holds nothing up: the exit code is 0.
  --base REF          where the manifest and the migrations are read; default as
                      for check
`,formats:[`text`,`json`,`markdown`],reads:i,decides:!1},doctor:{text:`lanekeeper doctor [--repository OWNER/NAME] [--token-env NAME] [--base REF]

Tells how real the gate is: status required and bound to its App, files owned,
approval protected, deployments trusted, telemetry answering. Exit code 0: no
mistake; 1: something is broken; 2: something could not be looked at.
  --repository OWNER/NAME  on GitHub; default: GITHUB_REPOSITORY
  --token-env NAME         the variable that holds a token; default: GITHUB_TOKEN
  --base REF               where the manifest is read; default as for check
`,formats:[`text`,`json`],reads:[`repository`,`manifest`],decides:!1},declare:{text:`lanekeeper declare [FILE\u2026] [--base REF] [--head REF]

Prints the manifest entry for what migrations do, ready to paste: of the files
named (or standard input, -), else of the change from base to head.
  --base REF, --head REF   as for check
  --engine NAME, --engine-version N, --framework NAME, --schema FILE
                           as for lint, where files are named
`,formats:[`text`],reads:[`repository`,`manifest`],decides:!1},explain:{text:`lanekeeper explain [RULE]

The rule's page: what breaks, why, the safe way, how to exempt. Without a rule:
their list.
`,formats:[`text`],reads:[],decides:!1},validate:{text:`lanekeeper validate [FILE]

Checks the manifest as it lies on disk, and tells every mistake at once. FILE is
its path in the repository (default: found).
`,formats:[`text`,`json`],reads:[`repository`,`manifest`],decides:!1},init:{text:`lanekeeper init [--stdout]

Writes a first manifest from what the repository shows. Never overwrites one.
  --stdout            print it instead
`,formats:[`text`],reads:[`repository`],decides:!1},"query-log":{text:`lanekeeper query-log serve | ingest | usage | columns

What statements use of a schema, so that a contract waits until nobody does.

lanekeeper query-log serve [--log PATH]
Reads a PostgreSQL server and its log, keeps what it counts, and answers the
gate (telemetry of type query-log). Runs until it is stopped.
  --log PATH          the server's log: a file, a folder, or a pattern of names
  --postgres-env NAME the environment variable with the address of the database
                      (default: DATABASE_URL); it is asked for schema and
                      settings, and a probe is run a minute
  --pg-stat-statements   count by pg_stat_statements as well
  --records ID        wait for statements pushed by a forwarder of this name
  --database NAME     as the manifest calls it (default: app)
  --schema FILE       a dump, where the server cannot be asked
  --log-prefix TEXT, --log-timezone NAME, --no-probe
  --config FILE       several databases and sources, in YAML
  --listen HOST:PORT  default: 127.0.0.1:8432
  --token-env NAME    the environment variable with the bearer token (default:
                      LANEKEEPER_QUERY_LOG_TOKEN, where it is set)
  --write-token-env NAME   the token for reports; the other may only ask then
  --store FILE        default: ~/.local/state/lanekeeper/query-log.sqlite
  --retention TIME    forget what is older (default: 400d)

  DATABASE_URL=\u2026 lanekeeper query-log serve --log /var/log/postgresql

lanekeeper query-log ingest [--store FILE] [--database NAME] FILE\u2026
Reads old logs into the store: plain, gzip, bzip2; the format is found.
  --schema FILE       a dump of the schema that held then

lanekeeper query-log usage OBJECT [--store FILE] [--database NAME]
Who uses a column or a table, by service, and how long it has been quiet.

lanekeeper query-log columns --schema FILE [FILE\u2026]
Which columns statements read and write: one line of JSON for each statement of
the files, or of standard input (-). Each file is a session of its own.
  --schema FILE       a dump of the schema (pg_dump --schema-only, or
                      mysqldump --no-data --routines); required
  --engine NAME       postgresql (default), mysql, mariadb
  --engine-version N  default: the newest known

  echo 'SELECT * FROM users' | lanekeeper query-log columns --schema schema.sql
`,formats:[`text`,`json`],reads:[],decides:!1},demo:{text:`lanekeeper demo [--keep]

Builds a small repository with a real history in a temporary folder and walks
the split of users.name through the engine, from the first ADD COLUMN to the
last DROP COLUMN, refusals included.
  --keep              leave the folder, and say where it is
`,formats:[`text`],reads:[],decides:!1}},o=`Exit codes: 0 pass, 1 block, 2 error (not decided, or bad usage), 3 wait
`;function commonOptions({formats:e,reads:t}){return`Common options\n${[...t.includes(`repository`)?[`  --repo DIR          the repository (default: here), bare or a worktree too`]:[],...t.includes(`manifest`)?[`  --manifest FILE     the manifest's path in the repository (default: found)`]:[],...t.includes(`evidence`)?[`  --evidence FILE     deployments, approvals, flags, usage to decide on; a JSON`,`                      report is replayed; - is standard input`,`  --now TIME          replaces every clock, for replays (RFC 3339)`]:[],...e.length>1?[`  --format FORMAT     ${e[0]} (default), ${e.slice(1).join(`, `)}`]:[],`  --silent            print no report: the exit code alone`,`  --no-color          no colours (also: NO_COLOR)`,`  --help              this page`].join(`
`)}\n`}function usage(e){let t=e===void 0||!Object.hasOwn(a,e)?void 0:a[e];return t===void 0?`lanekeeper: change a schema under live traffic without losing a safe way back

  check               decide the change from base to head
  check-deploy        decide a deployment or a rollback
  simulate            decide with some facts supposed: what is still in the way
  lint [FILE\u2026]        judge migration files alone
  status [CHANGE]     where every change stands in every environment
  horizon             how far each environment can be rolled back
  doctor              how real the gate is
  declare [FILE\u2026]     print the manifest entry for what migrations do
  explain [RULE]      what a rule holds up, and why
  validate            check the manifest
  init                write a first manifest
  query-log           see what statements use of a schema: serve, ingest, usage
  demo                see it all on a small repository

lanekeeper COMMAND --help tells more of each; lanekeeper --version its version.

${commonOptions({formats:[`text`,`json`,`markdown`,`sarif`],reads:[`repository`,`manifest`,`evidence`]})}\n${o}`:`${t.text}\n${commonOptions(t)}\n${t.decides?o:`Exit codes: 0 done, 2 error
`}`}function unknownCommand(r,i){let a=r.startsWith(`-`)?null:e(r,i),o=r.startsWith(`-`)?`no option ${n(r)} without a command`:`no command ${n(r)}`;return new t(`there is ${o}.`,`${a===null?``:`Did you mean ${a}? `}lanekeeper --help lists them.`)}export{unknownCommand,usage};