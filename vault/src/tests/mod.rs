//! What a vault promises, with real files and a chain in memory.

mod access;
mod backup;
mod crash;
mod deposit;
mod erasure;
mod ledger;
mod network;
mod release;
mod server;
mod signed;
mod start;
mod store;
mod wraps;

use ledger::open_case;
use network::*;
use server::*;
