/** The simulated network as a process of its own, with a mix of fates that the command line does not offer. */
import { serveNetwork } from '@lastcall/carrier-sim'

const served = await serveNetwork(JSON.parse(process.argv[2]))()
if (served._tag === 'Left') {
  process.stderr.write(`${JSON.stringify(served.left)}\n`)
  process.exit(2)
}
process.stdout.write(`${JSON.stringify({ port: served.right.port })}\n`)
process.once('SIGTERM', () => void served.right.close())
