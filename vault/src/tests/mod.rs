//! What a vault promises, with real files and a chain in memory.

mod access;
mod backup;
mod crash;
mod deposit;
mod emergency;
mod erasure;
mod guardian;
mod hold;
mod ledger;
mod network;
mod notices;
mod reads;
mod release;
mod server;
mod signed;
mod start;
mod statement;
mod store;
mod wraps;

use ledger::open_case;
use network::*;
use server::*;
