//! Validators: who makes and finalises blocks.

use crate::codes;
use clap::Subcommand;
use salus_primitives::{Hash32, InstitutionId};
use std::path::PathBuf;

/// Validators. Accounts are named as hex or SS58.
#[derive(Subcommand)]
pub enum Validator {
	/// List every bonded account, and which of them serve.
	List,
	/// Show a validator: its bond, its keys, whether it serves, and what is open against it.
	Show {
		/// The validator's account.
		#[arg(value_parser = codes::account)]
		account: Hash32,
	},
	/// Show the session that runs, and what is counted in sessions.
	Session,
	/// Show how many validators an institution may run, and which it runs. Seats are granted by
	/// motion (`salus motion propose seats`).
	Seats {
		/// The institution.
		institution: InstitutionId,
	},
	/// As an institution: let an account stand for election, or stand again, and fill its bond up.
	Stand {
		/// The validator's account: the institution's own, or one that acts for nobody.
		#[arg(value_parser = codes::account)]
		account: Hash32,
	},
	/// On the validator's machine: let its node make session keys, and name them to the chain.
	///
	/// The node keeps the secret keys, and those that it had: they count until the new ones do.
	Keys {
		/// The validator's account.
		#[arg(value_parser = codes::account)]
		account: Hash32,
		/// WebSocket of the validator's own node, on this machine.
		#[arg(long, default_value = "ws://127.0.0.1:9944")]
		validator_node: String,
		/// Write keys and proof to this file and send nothing: for `salus validator set-keys`, where
		/// the institution's identity is on another machine.
		#[arg(long)]
		out: Option<PathBuf>,
	},
	/// As an institution: name session keys that were made elsewhere.
	SetKeys {
		/// The validator's account.
		#[arg(value_parser = codes::account)]
		account: Hash32,
		/// What `salus validator keys --out` wrote, or what the node answered to
		/// `author_rotateKeysWithOwner`: {"keys": "0x…", "proof": "0x…"}. - for standard input.
		#[arg(long)]
		keys: PathBuf,
	},
	/// As an institution: take an account out of the next elections.
	Leave {
		/// The validator's account.
		#[arg(value_parser = codes::account)]
		account: Hash32,
	},
	/// Give the bond of an account that left long enough ago back to its institution: anybody may
	/// that pays the fee.
	Withdraw {
		/// The validator's account.
		#[arg(value_parser = codes::account)]
		account: Hash32,
	},
	/// List slashes that are not decided. A motion may spare them (`salus motion propose
	/// spare-slash`).
	Slashes,
	/// Carry out a slash that is due: anybody may that pays the fee.
	ApplySlash {
		/// The session of the offence.
		session: u32,
		/// The validator's account.
		#[arg(value_parser = codes::account)]
		account: Hash32,
	},
}
