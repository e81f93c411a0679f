import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterEach, expect, test } from 'vitest'

// A stand-in for npx that notes its arguments and, as an install would, puts Node in its place.
const npx = `#!/bin/sh
echo "$*" >> npx-calls
[ -f npx-fails ] && { echo 'registry says no'; exit 7; }
case "$*" in
  *--package=*) echo "$PWD/bin/pnpm" ;;
  *) mkdir -p node_modules/node/bin && ln -sf "${process.execPath}" node_modules/node/bin/node ;;
esac
`

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function workspace(scripts: Record<string, string> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'cartwright-bootstrap-'))
  folders.push(root)
  const put = (path: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text, { mode })
  }
  put('package.json', JSON.stringify({ packageManager: 'pnpm@1.2.3', type: 'module', scripts }))
  put('pnpm-lock.yaml', 'lock 1')
  put('pnpm-workspace.yaml', 'packages: []')
  put('bin/npx', npx, 0o755)
  put('tooling/dev/src/start.ts', "console.log('started', process.argv.slice(2).join())")
  copyFileSync(
    join(import.meta.dirname, '..', '..', 'bootstrap.mjs'),
    join(root, 'tooling/bootstrap.mjs'),
  )
  return root
}

function command(root: string, ...args: string[]): [string, string[], { env: NodeJS.ProcessEnv }] {
  const PATH = `${join(root, 'bin')}:${process.env['PATH'] ?? ''}`
  return [process.execPath, ['tooling/bootstrap.mjs', ...args], { env: { ...process.env, PATH } }]
}

function run(root: string, ...args: string[]): { status: number | null; output: string } {
  const [program, programArgs, options] = command(root, ...args)
  const done = spawnSync(program, programArgs, { ...options, cwd: root, encoding: 'utf8' })
  return { status: done.status, output: done.stdout + done.stderr }
}

const npxCalls = (root: string) => readFileSync(join(root, 'npx-calls'), 'utf8').trim().split('\n')

test('it installs what is pinned, frozen, and hands the arguments over', () => {
  const root = workspace()
  const { status, output } = run(root, 'start', 'a', 'b')
  expect(output).toContain('started a,b')
  expect(status).toBe(0)
  expect(npxCalls(root)).toEqual(['--yes pnpm@1.2.3 install --frozen-lockfile --pm-on-fail=ignore'])
})

test('it installs again only when the lock file has changed', () => {
  const root = workspace()
  run(root, 'start')
  run(root, 'start')
  expect(npxCalls(root)).toHaveLength(1)
  writeFileSync(join(root, 'pnpm-lock.yaml'), 'lock 2')
  run(root, 'start')
  expect(npxCalls(root)).toHaveLength(2)
})

test('a failed install shows its last words, one sentence, and is tried again next time', () => {
  const root = workspace()
  writeFileSync(join(root, 'npx-fails'), '')
  const { status, output } = run(root, 'start')
  expect(status).toBe(1)
  expect(output).toContain('registry says no')
  expect(output).toMatch(/cartwright: The packages could not be installed .* ended with 7/)
  expect(output).not.toContain('    at ')
  rmSync(join(root, 'npx-fails'))
  expect(run(root, 'start').status).toBe(0)
})

test.each([
  [['nonsense'], /Unknown command "nonsense"/],
  [[], /Unknown command/],
])('the command line %j is refused in one sentence', (args, message) => {
  const { status, output } = run(workspace(), ...args)
  expect(status).toBe(1)
  expect(output).toMatch(message)
})

test('the exit code of the program is kept', () => {
  const root = workspace()
  writeFileSync(join(root, 'tooling/dev/src/start.ts'), 'process.exit(23)')
  expect(run(root, 'start').status).toBe(23)
})

test('a signal is passed on once, and the program decides how to end', async () => {
  const root = workspace()
  writeFileSync(
    join(root, 'tooling/dev/src/start.ts'),
    `let signals = 0
     process.on('SIGTERM', () => { signals += 1; setTimeout(() => process.exit(40 + signals), 200) })
     console.log('up')
     setInterval(() => undefined, 1000)`,
  )
  const [program, args, options] = command(root, 'start')
  const child = spawn(program, args, { ...options, cwd: root })
  let output = ''
  child.stdout.on('data', (chunk) => (output += String(chunk)))
  await expect.poll(() => output, { timeout: 10_000 }).toContain('up')
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([41, null])
})

test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
  'when the npm that runs it gets a %s, the program ends in its own way',
  async (signal) => {
    const manifest = join(import.meta.dirname, '..', '..', '..', 'package.json')
    const { scripts } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      scripts: Readonly<Record<'start', string>>
    }
    const root = workspace({ start: scripts.start })
    writeFileSync(
      join(root, 'tooling/dev/src/start.ts'),
      `import { writeFileSync } from 'node:fs'
       const end = () => { writeFileSync('ended', ''); process.exit(0) }
       process.on('SIGTERM', end).on('SIGINT', end)
       writeFileSync('up', '')
       setInterval(() => undefined, 1000)`,
    )
    const PATH = `${join(root, 'bin')}:${process.env['PATH'] ?? ''}`
    const npm = spawn('npm', ['start'], { cwd: root, env: { ...process.env, PATH } })
    await expect.poll(() => existsSync(join(root, 'up')), { timeout: 20_000 }).toBe(true)
    npm.kill(signal)
    await expect.poll(() => existsSync(join(root, 'ended')), { timeout: 10_000 }).toBe(true)
  },
  40_000,
)

test('`test` runs every step, goes on after a failure, and counts vitest', () => {
  const root = workspace({
    'check:format': 'echo format-ran',
    'check:lint': 'echo lint-ran; false',
    'check:types': 'case "$PATH" in *:"$PWD/bin":*) true;; *) false;; esac',
    'check:fences': 'true',
    'check:unused': 'true',
    'test:unit': 'node write-report.mjs',
  })
  writeFileSync(
    join(root, 'write-report.mjs'),
    `import { writeFileSync } from 'node:fs'
     const file = process.argv.find((a) => a.startsWith('--outputFile.json=')).split('=')[1]
     writeFileSync(file, JSON.stringify({ numPassedTests: 12, numFailedTests: 2 }))
     process.exit(1)`,
  )
  const { status, output } = run(root, 'test')
  expect(output).toContain('format-ran')
  expect(output).toMatch(/FAILED {2}lint/)
  expect(output).toMatch(/passed {2}types/)
  expect(output.trimEnd().split('\n').at(-1)).toBe('16 passed, 3 failed')
  expect(status).toBe(1)
})

test('a vitest that dies without a report counts as a failure', () => {
  const root = workspace({
    ...Object.fromEntries(
      ['format', 'lint', 'types', 'fences', 'unused'].map((name) => [`check:${name}`, 'true']),
    ),
    'test:unit': 'exit 9;',
  })
  const { status, output } = run(root, 'test')
  expect(output.trimEnd().split('\n').at(-1)).toBe('5 passed, 1 failed')
  expect(status).toBe(1)
})
