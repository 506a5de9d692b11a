/** A thread of the search: it expands one piece after another. */
import { parentPort, workerData } from 'node:worker_threads'
import { expand } from './expand'
import type { Instance } from './instance'
import type { Piece } from './tree'
import { revisit } from './tree'

const port = parentPort
port?.on('message', (piece: Piece) => port.postMessage(expand(revisit(workerData as Instance, piece))))
