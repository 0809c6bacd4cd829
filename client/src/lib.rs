//! The Rust SDK of Salus.
//!
//! * [`document`]: a document as salted leaves, and the commitment to it.
//! * [`seal`]: encryption to n blind custodians of whom t must help to open.
//! * [`identity`]: the keys of a person or an organisation.
//! * [`chain`]: questions to a node and transactions.
//! * [`vault`]: what a custodian's vault is asked and answers, signed on both sides.
//! * [`care`]: what people do with it: enrol, issue, read, grant, revoke, erase.

pub mod care;
pub mod chain;
pub mod document;
pub mod identity;
pub mod seal;
pub mod vault;
