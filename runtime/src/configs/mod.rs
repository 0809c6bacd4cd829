//! How the pallets are configured, a file a theme.

mod consensus;
mod fees;
mod governance;
mod health;
mod powers;
mod system;
mod tokens;
mod utility;

pub use utility::ProxyType;
