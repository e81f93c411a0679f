// The first thing every `npm` command of this repository runs, and the only file that must work
// before anything is installed: plain JavaScript, Node 20, no dependencies. It installs what is
// pinned, then hands over to the Node 24 that came with it.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const oldestNode = 20

/** What each command runs once everything is installed. */
const programs = {
  start: 'tooling/dev/src/start.ts',
  demo: 'tooling/dev/src/demo.ts',
  bench: 'tooling/bench/src/main.ts',
}

/** What `test` runs, in this order: the name to print, and the script of package.json behind it. */
const testSteps = [
  ['format', 'check:format'],
  ['lint', 'check:lint'],
  ['types', 'check:types'],
  ['fences', 'check:fences'],
  ['unused code', 'check:unused'],
  ['tests', 'test:unit'],
]

/** A reason to end that the person at the keyboard can act on; printed without a stack. */
class Complaint extends Error {}

try {
  process.exitCode = await main(process.argv[2] ?? '', process.argv.slice(3))
} catch (error) {
  console.error(error instanceof Complaint ? `cartwright: ${error.message}` : error)
  process.exitCode = 1
}

async function main(command, args) {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    throw new Complaint(`Node ${process.versions.node} is too old: install Node 20 or newer.`)
  }
  if (process.platform === 'win32') {
    throw new Complaint('Windows itself is not supported: run this inside WSL.')
  }
  const program = programs[command]
  if (program === undefined && command !== 'test') {
    throw new Complaint(`Unknown command "${command}": use start, demo, test or bench.`)
  }
  await ensureInstalled()
  return command === 'test' ? runTests(args) : runProgram(command, program, args)
}

async function runProgram(command, program, args) {
  if (!existsSync(join(root, program))) throw new Complaint(`${program} is missing from this copy.`)
  const options = { stdio: ['ignore', 'inherit', 'inherit'], env: environment() }
  const programArgs = [join(root, program), ...args]
  if (command !== 'start') return await runToEnd(nodeBinary(), programArgs, options)
  // A channel to `start`: should this process be killed, it notices and stops what it started.
  options.stdio.push('ipc')
  const watch = watchNpm()
  try {
    return await runToEnd(nodeBinary(), programArgs, options)
  } finally {
    clearInterval(watch)
  }
}

/** An npm that is killed outright passes no signal on; its end is then taken for one. */
function watchNpm() {
  if (process.env.npm_lifecycle_event === undefined) return undefined
  const npm = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === npm) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  return watch.unref()
}

// --- installing -------------------------------------------------------------------------------

async function ensureInstalled() {
  const stampFile = join(root, 'node_modules', '.cartwright-installed')
  const wanted = installStamp()
  if (readOrEmpty(stampFile) === wanted && existsSync(nodeBinary())) return
  const startedAt = Date.now()
  const seconds = () => Math.round((Date.now() - startedAt) / 1000)
  console.log('Installing the pinned packages; the first time this takes about a minute.')
  const heartbeat = setInterval(() => console.log(`  still installing (${seconds()} s)`), 15_000)
  try {
    await install()
  } finally {
    clearInterval(heartbeat)
  }
  if (!existsSync(nodeBinary())) {
    throw new Complaint(
      `The install finished, but ${nodeBinary()} is missing: remove the folder node_modules and try again.`,
    )
  }
  writeFileSync(stampFile, wanted)
  console.log(`Installed in ${seconds()} s.`)
}

async function install() {
  const output = []
  const keep = (chunk) => output.push(String(chunk))
  // CI answers every question pnpm could ask with its default; NODE_ENV=production would leave out
  // the tools.
  const env = { ...process.env, CI: 'true', NODE_ENV: 'development' }
  const args = ['--yes', packageManager(), 'install', '--frozen-lockfile', '--pm-on-fail=ignore']
  const code = await runToEnd('npx', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
    onOutput: keep,
  })
  if (code === 0) return
  console.error(output.join('').trim().split('\n').slice(-30).join('\n'))
  throw new Complaint(
    `The packages could not be installed (npx ${args[1]} ended with ${code}); its last lines are above. Check that the npm registry can be reached, then run the same command again.`,
  )
}

/** Changes whenever what is installed may no longer be what is pinned. */
function installStamp() {
  const hash = createHash('sha256')
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) {
    hash.update(readFileSync(join(root, file)))
  }
  return `${packageManager()} ${process.platform}-${process.arch} ${hash.digest('hex')}\n`
}

function packageManager() {
  const name = manifest().packageManager
  if (typeof name === 'string' && /^pnpm@\d+\.\d+\.\d+/.test(name)) return name.split('+')[0]
  throw new Complaint('package.json names no packageManager of the form pnpm@1.2.3.')
}

function manifest() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
}

function nodeBinary() {
  return join(root, 'node_modules', 'node', 'bin', 'node')
}

function readOrEmpty(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

// --- testing ----------------------------------------------------------------------------------

async function runTests(args) {
  const env = environment(await pnpmFolder())
  const results = []
  for (const [name, script] of testSteps) {
    const result =
      name === 'tests' ? await runVitest(script, args, env) : await runStep(script, env)
    results.push({ name, ...result })
    console.log(`${result.failed === 0 ? '✓' : '✗'} ${name}\n`)
  }
  for (const { name, failed } of results)
    console.log(`${failed === 0 ? 'passed' : 'FAILED'}  ${name}`)
  const passed = sum(results.map((result) => result.passed))
  const failed = sum(results.map((result) => result.failed))
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

async function runStep(script, env) {
  const code = await runScript(script, [], env)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Vitest's own counts, plus one failure when it ends badly without counting one. */
async function runVitest(script, args, env) {
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-vitest-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  try {
    const code = await runScript(script, [...reporters, ...args], env)
    const counts = JSON.parse(readOrEmpty(report) || '{}')
    const passed = counts.numPassedTests ?? 0
    const failed = counts.numFailedTests ?? 0
    return { passed, failed: code === 0 ? failed : Math.max(failed, 1) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function runScript(script, args, env) {
  const text = manifest().scripts[script]
  if (typeof text !== 'string') throw new Complaint(`package.json has no script ${script}.`)
  console.log(`> ${text}`)
  // The arguments go in beside the text, so that the shell does not read them.
  const shellArgs = ['-c', args.length === 0 ? text : `${text} "$@"`, script, ...args]
  return await runToEnd('/bin/sh', shellArgs, { stdio: ['ignore', 'inherit', 'inherit'], env })
}

/** Turbo calls pnpm by name, which a machine with nothing but npm does not have on its path. */
async function pnpmFolder() {
  const found = []
  const args = ['--yes', `--package=${packageManager()}`, '-c', 'command -v pnpm']
  const code = await runToEnd('npx', args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: process.env,
    onOutput: (chunk) => found.push(String(chunk)),
  })
  const path = found.join('').trim().split('\n').at(-1) ?? ''
  if (code !== 0 || path === '') throw new Complaint(`npx could not run ${packageManager()}.`)
  return dirname(path)
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}

// --- processes --------------------------------------------------------------------------------

function environment(...folders) {
  const path = [join(root, 'node_modules', '.bin'), ...folders, process.env.PATH ?? '']
  return {
    ...process.env,
    PATH: path.join(delimiter),
    DO_NOT_TRACK: '1',
    TURBO_TELEMETRY_DISABLED: '1',
  }
}

/**
 * Runs a program to its end and answers its exit code; 128 + n when signal n ended it. It gets a
 * process group of its own, so that Ctrl-C reaches it once, through us, and not twice.
 */
async function runToEnd(program, args, { stdio, env, onOutput }) {
  const child = spawn(program, args, { cwd: root, stdio, env, detached: true })
  if (onOutput !== undefined) {
    child.stdout?.on('data', onOutput)
    child.stderr?.on('data', onOutput)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  const forward = (signal) => signalGroup(child, signal)
  for (const signal of signals) process.on(signal, forward)
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', (error) => reject(startFailure(program, error)))
      child.on('close', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
    })
  } finally {
    for (const signal of signals) process.off(signal, forward)
  }
}

/** A supervisor with a channel to us stops its own children, in its own order; others do not. */
function signalGroup(child, signal) {
  try {
    if (child.channel) child.kill(signal)
    else if (child.pid !== undefined) process.kill(-child.pid, signal)
  } catch {
    // It ended in the meantime.
  }
}

function startFailure(program, error) {
  return error.code === 'ENOENT'
    ? new Complaint(`${program} was not found: install Node 20 or newer together with npm.`)
    : error
}
