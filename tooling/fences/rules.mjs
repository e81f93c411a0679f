/** Which import may cross which border. Read by dependency-cruiser; `check.ts` makes sure that it
 *  really saw the modules. */
const packagesRule = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: {
    path: '^(packages|apps|tooling)/',
    pathNot: allowed,
  },
})

const tests = '\\.test\\.ts$|/testing/'

export const fences = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    packagesRule('domain-knows-nobody', '^packages/domain/', ['^packages/domain/']),
    packagesRule('contract-knows-the-domain', '^packages/contract/', [
      '^packages/(contract|domain)/',
    ]),
    {
      ...packagesRule('db-knows-domain-and-contract', '^packages/db/', [
        '^packages/(db|domain|contract)/',
      ]),
      from: { path: '^packages/db/', pathNot: tests },
    },
    {
      ...packagesRule('platform-knows-the-contract', '^packages/platform/', [
        '^packages/(platform|contract)/',
      ]),
      from: { path: '^packages/platform/', pathNot: tests },
    },
    {
      ...packagesRule('identity-knows-db', '^packages/identity/', ['^packages/(identity|db)/']),
      from: { path: '^packages/identity/', pathNot: tests },
    },
    {
      name: 'products-do-not-need-tooling',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: tests },
      to: { path: '^tooling/' },
    },
    {
      name: 'apps-do-not-meet',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: tests },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'domain-has-no-dependencies',
      severity: 'error',
      from: { path: '^packages/domain/', pathNot: tests },
      to: { dependencyTypes: ['npm', 'core'] },
    },
    {
      name: 'areas-are-islands',
      comment: 'What two areas share belongs to db, domain or contract.',
      severity: 'error',
      from: {
        path: '^apps/api/src/([^/]+)/',
        pathNot: [tests, '^apps/api/src/(operation|resources|testing)/'],
      },
      to: {
        path: '^apps/api/src/[^/]+/',
        pathNot: [
          '^apps/api/src/$1/',
          '^apps/api/src/(operation|resources)/',
          '^apps/api/src/carts/',
          // Whatever begins to show a file has it looked at first.
          '^apps/api/src/media/settle-attached\\.ts$',
        ],
      },
    },
    {
      name: 'only-checkout-reads-carts',
      severity: 'error',
      from: {
        path: '^apps/api/src/',
        pathNot: ['^apps/api/src/(carts|checkout)/', tests, '^apps/api/src/router\\.ts$'],
      },
      to: { path: '^apps/api/src/carts/' },
    },
    {
      name: 'task-families-are-islands',
      severity: 'error',
      from: { path: '^apps/worker/src/tasks/([^/]+)/', pathNot: tests },
      to: { path: '^apps/worker/src/tasks/', pathNot: '^apps/worker/src/tasks/$1/' },
    },
    {
      name: 'only-the-operation-folder-sees-the-hosts',
      severity: 'error',
      from: {
        path: '^apps/api/src/',
        pathNot: [
          tests,
          '^apps/api/src/operation/',
          '^apps/api/src/(app|reference|public-keys|main)\\.ts$',
          '^apps/api/src/media/files/[^/]+\\.ts$',
          '^apps/api/src/media/embed/page/serve-form-page\\.ts$',
        ],
      },
      to: { path: 'node_modules/.*(fastify|@trpc)' },
    },
    {
      name: 'no-sql-in-apps',
      severity: 'error',
      from: { path: '^apps/', pathNot: tests },
      to: { path: 'node_modules/.*/(kysely|pg)/' },
    },
    {
      name: 'db-sees-no-vendors',
      severity: 'error',
      from: { path: '^packages/db/', pathNot: tests },
      to: { path: 'node_modules/.*/(zod|fastify|stripe|sharp|nodemailer)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    // The parser does not know `using`; tests use it, and fences are about product code.
    exclude: { path: '\\.d\\.ts$|\\.test\\.ts$|/testing/|/\\.data/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
}
