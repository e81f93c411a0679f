import { RestFailure } from '../rest/rest-failure.ts'
import { fillShop } from './fill-shop.ts'
import { shopMemory } from './shop-memory.ts'

// Fills the demo shop of a copy that runs: DATA_DIR, API_URL and, with the sandbox, SANDBOX_URL.
// Sends `{type: 'shop', shop}` to whoever started it.

const setting = (name: string) => process.env[name] || null

try {
  const [dataDir, apiUrl] = [setting('DATA_DIR'), setting('API_URL')]
  if (dataDir === null || apiUrl === null)
    throw new RestFailure('DATA_DIR and API_URL must be set.')
  const shop = await fillShop({
    apiUrl,
    sandboxUrl: setting('SANDBOX_URL'),
    memory: shopMemory(dataDir),
    say: (line) => process.stdout.write(`${line}\n`),
  })
  process.send?.({ type: 'shop', shop })
} catch (error) {
  if (!(error instanceof RestFailure)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
