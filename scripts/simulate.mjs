/** `npm run simulate -- --seeds 10000`: set up what is missing, then the whole system under as many seeds. */
import { join } from 'node:path'
import { root, runNode } from './run.mjs'
import { setUp } from './set-up.mjs'

const simulate = async () => {
  const main = join(root, 'packages', 'simulation', 'dist', 'main.js')
  const { code } = await runNode([main, ...process.argv.slice(2)], { stdio: 'inherit' })
  return code
}

process.exitCode = (await setUp()) ? await simulate() : 1
