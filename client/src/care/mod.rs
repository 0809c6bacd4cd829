//! What people do with a record: enrol, issue, read, grant, erase.
//!
//! Each function takes the chain, who acts, and what is to be done; it checks what custodians say
//! against the chain and names the custodian that is wrong.

mod enrol;
mod error;
mod grant;
mod issue;
mod outbox;
mod read;
mod vaults;

pub use enrol::{agree, enrol, register_key, Enrolment};
pub use error::CareError;
pub use grant::{grant, key_of, share_with, Given};
pub use issue::{amend, deliver, issue, Issued, Plan};
pub use outbox::Outbox;
pub use read::{read, Asking, Reading};
pub use vaults::{ensure_manifest_is_on_chain, vault_of, vaults};
