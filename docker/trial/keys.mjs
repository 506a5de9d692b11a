/** Starts PostgreSQL as the official image does, as far as the compose files ask: user, database and password from a file. */
import { execFileSync, spawn } from 'node:child_process'
import { appendFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'

const {
  BIN: bin = '',
  POSTGRES_USER: user = 'postgres',
  POSTGRES_DB: database = user,
  POSTGRES_PASSWORD_FILE: passwordFile = '',
} = process.env
const data = '/var/lib/postgresql/data'
const quiet = { stdio: ['pipe', 'ignore', 'inherit'] }

if (!existsSync(join(data, 'PG_VERSION'))) {
  const how = ['-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', '--no-sync']
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', user, '--pwfile', passwordFile, ...how], quiet)
  appendFileSync(join(data, 'pg_hba.conf'), 'host all all all scram-sha-256\n')
  const input = `CREATE DATABASE "${database}";\n`
  execFileSync(join(bin, 'postgres'), ['--single', '-D', data, 'postgres'], { ...quiet, input })
}
const [, ...settings] = process.argv.slice(2)
const listening = ['-D', data, '-k', '/tmp', '-c', 'listen_addresses=*']
const server = spawn(join(bin, 'postgres'), [...listening, ...settings], { stdio: 'inherit' })
// SIGINT is PostgreSQL's fast shutdown: it does not wait for those who are connected.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill('SIGINT'))
server.once('exit', (code) => process.exit(code ?? 1))
