/** `user.mjs NAME ID HOME`: a user without a shell and with a home of its own, on any base image, by Node alone. */
import { appendFileSync, chownSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

const [name, id, home] = process.argv.slice(2)
appendFileSync('/etc/passwd', `${name}:x:${id}:${id}::${home}:/usr/sbin/nologin\n`)
appendFileSync('/etc/group', `${name}:x:${id}:\n`)
// What leads to it is for everybody: the mode would be that of each folder that is made.
mkdirSync(dirname(home), { recursive: true })
mkdirSync(home, { recursive: true, mode: 0o750 })
chownSync(home, Number(id), Number(id))
