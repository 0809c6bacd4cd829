//! What organisations are.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Institutions under one control: declared at admission; no two custodians of a record share one.
pub type ControlGroup = u32;

/// ISO 3166-1 alpha-2, upper case.
pub type Country = [u8; 2];

/// What an institution does in healthcare. The index is its bit in [`Roles`].
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "camelCase")]
#[repr(u8)]
pub enum Role {
	/// Treats patients and issues records.
	#[codec(index = 0)]
	Provider = 0,
	/// Runs a vault.
	#[codec(index = 1)]
	Custodian = 1,
	/// Runs a validator.
	#[codec(index = 2)]
	Validator = 2,
	/// Pays for care.
	#[codec(index = 3)]
	Payer = 3,
	/// Does research.
	#[codec(index = 4)]
	Researcher = 4,
	/// Supervises.
	#[codec(index = 5)]
	Regulator = 5,
	/// Opens emergency access.
	#[codec(index = 6)]
	EmergencyDesk = 6,
	/// Makes medicines.
	#[codec(index = 7)]
	Manufacturer = 7,
	/// Distributes medicines.
	#[codec(index = 8)]
	Distributor = 8,
	/// Dispenses medicines.
	#[codec(index = 9)]
	Dispenser = 9,
	/// Collects and distributes blood.
	#[codec(index = 10)]
	BloodService = 10,
	/// Allocates organs.
	#[codec(index = 11)]
	TransplantService = 11,
	/// Makes devices.
	#[codec(index = 12)]
	DeviceMaker = 12,
	/// Issues data permits (EHDS Art. 55).
	#[codec(index = 13)]
	AccessBody = 13,
	/// Speaks for patients.
	#[codec(index = 14)]
	PatientAdvocate = 14,
	/// May place legal holds.
	#[codec(index = 15)]
	LegalAuthority = 15,
}

/// Every role.
pub const ROLES: [Role; 16] = [
	Role::Provider,
	Role::Custodian,
	Role::Validator,
	Role::Payer,
	Role::Researcher,
	Role::Regulator,
	Role::EmergencyDesk,
	Role::Manufacturer,
	Role::Distributor,
	Role::Dispenser,
	Role::BloodService,
	Role::TransplantService,
	Role::DeviceMaker,
	Role::AccessBody,
	Role::PatientAdvocate,
	Role::LegalAuthority,
];

/// The body of law that binds a controller, as it was declared at admission. Which times and rights
/// that means is policy.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum Jurisdiction {
	/// GDPR and EHDS.
	#[default]
	#[codec(index = 0)]
	Eu,
	/// HIPAA.
	#[codec(index = 1)]
	Us,
}

/// A set of roles, one bit each.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(transparent)]
pub struct Roles(pub u32);

impl Roles {
	/// Whether the set has `role`.
	pub const fn has(self, role: Role) -> bool {
		self.0 & (1 << role as u32) != 0
	}

	/// The set with `role` added.
	pub const fn with(self, role: Role) -> Self {
		Self(self.0 | 1 << role as u32)
	}

	/// The set with `role` taken out.
	pub const fn without(self, role: Role) -> Self {
		Self(self.0 & !(1 << role as u32))
	}

	/// The set of exactly these roles.
	pub const fn of(roles: &[Role]) -> Self {
		let mut set = Self(0);
		let mut index = 0;
		while index < roles.len() {
			set = set.with(roles[index]);
			index += 1;
		}
		set
	}

	/// Whether the two sets share a role.
	pub const fn has_any(self, other: Self) -> bool {
		self.0 & other.0 != 0
	}

	/// Whether only known roles are in the set, and at least one.
	pub const fn is_valid(self) -> bool {
		self.0 != 0 && self.0 >> 16 == 0
	}
}
