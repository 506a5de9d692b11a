/** The stand-in as a process: `node dist/main.js --port 2113 --host 127.0.0.1`. It ends with a signal. */
import { parseArgs } from 'node:util'
import { startStandin } from './standin'

const { values } = parseArgs({
  options: { port: { type: 'string', default: '2113' }, host: { type: 'string', default: '127.0.0.1' } },
})

startStandin({}, { host: values.host, port: Number(values.port) })
  .then((standin) => {
    process.stdout.write(`${standin.connectionString}\n`)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void standin.stop().then(() => process.exit(0)))
    }
  })
  .catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`)
    process.exitCode = 1
  })
