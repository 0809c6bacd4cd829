mod adopt;
mod bounds;
mod genesis;
mod history;
pub(crate) mod mock;
mod origins;
mod random;
mod reconsent;
mod restrict;
