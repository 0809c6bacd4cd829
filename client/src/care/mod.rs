//! What people do with a record: enrol, issue, read, grant, correct, erase.
//!
//! Each function takes the chain, who acts, and what is to be done; it checks what custodians say
//! against the chain and names the custodian that is wrong.

mod account;
mod ask;
mod desks;
mod enrol;
mod error;
mod grant;
mod issue;
mod outbox;
mod read;
mod request;
mod share;
mod statements;
mod vaults;

pub use account::{rotate, start_recovery, take_over, Takeover};
pub use ask::{case, request_erasure, request_rectification, retire, wait_for_erasure};
pub use desks::{desk_key, desks, MAX_DESKS};
pub use enrol::{agree, enrol, register_key, Enrolment};
pub use error::CareError;
pub use grant::{agree_to_grant, grant, key_of, narrow, records_in, share_with, Given};
pub use issue::{amend, deliver, issue, Issued, Plan};
pub use outbox::Outbox;
pub use read::{read, Asking, Reading};
pub use request::{approve, request_access, terms_asked};
pub use share::{may_view, share_with_guardian};
pub use statements::Statements;
pub use vaults::{ensure_manifest_is_on_chain, vault_of, vaults};
