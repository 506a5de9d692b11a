import { eventStoreContract } from '@lastcall/contracts'
import { harnessOf } from '../contract.fixture'

eventStoreContract('the log in a SQLite file, written by a thread', harnessOf({ writes: 'thread' }))
