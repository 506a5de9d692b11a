import { eventStoreContract } from '@lastcall/contracts'
import { harnessOf } from './contract.fixture'

eventStoreContract('the log in a SQLite file', harnessOf({}))
