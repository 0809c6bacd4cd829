//! Purposes of use: HL7 v3 ActReason PurposeOfUse (62 codes), with subsumption.
//!
//! Source: HL7 Terminology, code system `v3-ActReason`. The indices are ours and never change.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

macro_rules! purposes {
	($($index:literal $code:ident $name:literal $(in $parent:ident)?;)*) => {
		/// One purpose of use, named by its HL7 code.
		#[derive(
			Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq,
			Debug,
		)]
		#[derive(serde::Serialize, serde::Deserialize)]
		#[repr(u8)]
		#[allow(clippy::upper_case_acronyms)]
		pub enum Purpose {
			$(
				#[doc = $name]
				#[codec(index = $index)]
				$code = $index,
			)*
		}

		/// Every purpose, by index.
		pub const PURPOSES: [Purpose; 62] = [$(Purpose::$code),*];

		impl Purpose {
			/// The HL7 code.
			pub const fn code(self) -> &'static str {
				match self { $(Self::$code => stringify!($code),)* }
			}

			/// What the code stands for.
			pub const fn display(self) -> &'static str {
				match self { $(Self::$code => $name,)* }
			}

			/// The code above it, if it is not at the top.
			pub const fn parent(self) -> Option<Self> {
				match self { $(Self::$code => purposes!(@parent $($parent)?),)* }
			}
		}
	};
	(@parent) => { None };
	(@parent $parent:ident) => { Some(Self::$parent) };
}

purposes! {
	0 TREAT "Treatment.";
	1 HPAYMT "Healthcare payment.";
	2 HOPERAT "Healthcare operations.";
	3 HRESCH "Healthcare research.";
	4 PATRQT "Patient requested.";
	5 PUBHLTH "Public health.";
	6 HMARKT "Healthcare marketing.";
	7 CAREMGT "Care management." in HOPERAT;
	8 DONAT "Donation." in HOPERAT;
	9 FRAUD "Fraud." in HOPERAT;
	10 GOV "Government." in HOPERAT;
	11 HACCRED "Health accreditation." in HOPERAT;
	12 HCOMPL "Health compliance." in HOPERAT;
	13 HDECD "Decedent." in HOPERAT;
	14 HDIRECT "Directory." in HOPERAT;
	15 HDM "Healthcare delivery management." in HOPERAT;
	16 HLEGAL "Legal." in HOPERAT;
	17 HOUTCOMS "Health outcome measure." in HOPERAT;
	18 HPRGRP "Health program reporting." in HOPERAT;
	19 HQUALIMP "Health quality improvement." in HOPERAT;
	20 HSYSADMIN "Health system administration." in HOPERAT;
	21 LABELING "Labeling." in HSYSADMIN;
	22 METAMGT "Metadata management." in HSYSADMIN;
	23 MEMADMIN "Member administration." in HOPERAT;
	24 MILCDM "Military command." in HOPERAT;
	25 PATADMIN "Patient administration." in HOPERAT;
	26 PATSFTY "Patient safety." in HOPERAT;
	27 PERFMSR "Performance measure." in HOPERAT;
	28 RECORDMGT "Records management." in HOPERAT;
	29 SYSDEV "System development." in HOPERAT;
	30 HTEST "Test health data." in SYSDEV;
	31 TRAIN "Training." in HOPERAT;
	32 CLMATTCH "Claim attachment." in HPAYMT;
	33 COVAUTH "Coverage authorization." in HPAYMT;
	34 COVERAGE "Coverage under policy or program." in HPAYMT;
	35 ELIGDTRM "Eligibility determination." in COVERAGE;
	36 ELIGVER "Eligibility verification." in COVERAGE;
	37 ENROLLM "Enrollment." in COVERAGE;
	38 MILDCRG "Military discharge." in COVERAGE;
	39 REMITADV "Remittance advice." in HPAYMT;
	40 BIORCH "Biomedical research." in HRESCH;
	41 CLINTRCH "Clinical trial research." in HRESCH;
	42 CLINTRCHNPC "Clinical trial research without patient care." in CLINTRCH;
	43 CLINTRCHPC "Clinical trial research with patient care." in CLINTRCH;
	44 PRECLINTRCH "Preclinical trial research." in CLINTRCH;
	45 DSRCH "Disease specific healthcare research." in HRESCH;
	46 POARCH "Population origins or ancestry healthcare research." in HRESCH;
	47 TRANSRCH "Translational healthcare research." in HRESCH;
	48 FAMRQT "Family requested." in PATRQT;
	49 PWATRNY "Power of attorney." in PATRQT;
	50 SUPNWK "Support network." in PATRQT;
	51 DISASTER "Disaster." in PUBHLTH;
	52 THREAT "Threat." in PUBHLTH;
	53 CLINTRL "Clinical trial." in TREAT;
	54 COC "Coordination of care." in TREAT;
	55 ETREAT "Emergency Treatment." in TREAT;
	56 BTG "Break the glass." in ETREAT;
	57 ERTREAT "Emergency room treatment." in ETREAT;
	58 POPHLTH "Population health." in TREAT;
	59 MLTRAINING "Machine learning training." in HOPERAT;
	60 PMTDS "Decision support assisted payment decision." in HPAYMT;
	61 TREATDS "Decision support assisted treatment decision." in TREAT;
}

/// Never granted through a parent: break-glass, marketing, military command, ancestry research,
/// training of models and automated decisions each need their own yes.
pub const EXPLICIT_ONLY: Purposes = Purposes::of(&[
	Purpose::BTG,
	Purpose::HMARKT,
	Purpose::MILCDM,
	Purpose::POARCH,
	Purpose::MLTRAINING,
	Purpose::PMTDS,
	Purpose::TREATDS,
]);

/// All of them.
pub const EVERY_PURPOSE: Purposes = Purposes((1 << PURPOSES.len()) - 1);

/// Secondary use (EHDS Art. 53): research, public health, population health, education, quality,
/// models. What lies below these codes is secondary use too.
pub const SECONDARY: Purposes = Purposes::of(&[
	Purpose::HRESCH,
	Purpose::PUBHLTH,
	Purpose::POPHLTH,
	Purpose::CLINTRL,
	Purpose::HOUTCOMS,
	Purpose::HQUALIMP,
	Purpose::PERFMSR,
	Purpose::TRAIN,
	Purpose::MLTRAINING,
	Purpose::POARCH,
]);

/// A set of purposes, one bit each.
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
pub struct Purposes(pub u64);

impl Purposes {
	/// The set of exactly these purposes.
	pub const fn of(purposes: &[Purpose]) -> Self {
		let mut bits = 0;
		let mut index = 0;
		while index < purposes.len() {
			bits |= 1 << purposes[index] as u64;
			index += 1;
		}
		Self(bits)
	}

	/// Whether the purpose itself is in the set.
	pub const fn contains(self, purpose: Purpose) -> bool {
		self.0 & (1 << purpose as u64) != 0
	}

	/// Whether the set allows the purpose: itself or a code above it is in the set, and the purpose
	/// is not one that must be named. A purpose below an explicit one is not reached through codes
	/// above that either.
	pub fn cover(self, purpose: Purpose) -> bool {
		let mut at = purpose;
		loop {
			if self.contains(at) {
				return true;
			}
			if EXPLICIT_ONLY.contains(at) {
				return false;
			}
			match at.parent() {
				Some(parent) => at = parent,
				None => return false,
			}
		}
	}

	/// Whether the purpose or a code above it is in the set, explicit or not: how a prohibition reads
	/// a set, while [`Self::cover`] is how a permission does.
	pub fn concern(self, purpose: Purpose) -> bool {
		core::iter::successors(Some(purpose), |at| at.parent()).any(|at| self.contains(at))
	}

	/// Both sets together.
	pub const fn and(self, other: Self) -> Self {
		Self(self.0 | other.0)
	}

	/// What is in both sets.
	pub const fn within(self, other: Self) -> Self {
		Self(self.0 & other.0)
	}

	/// Whether only known purposes are in the set, and at least one.
	pub const fn is_valid(self) -> bool {
		self.0 != 0 && self.0 >> PURPOSES.len() == 0
	}
}

impl core::str::FromStr for Purpose {
	type Err = UnknownPurpose;

	fn from_str(code: &str) -> Result<Self, Self::Err> {
		PURPOSES.into_iter().find(|purpose| purpose.code() == code).ok_or(UnknownPurpose)
	}
}

/// The text is not one of the 62 codes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UnknownPurpose;

impl core::fmt::Display for UnknownPurpose {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		f.write_str("not an HL7 PurposeOfUse code, such as TREAT or HRESCH")
	}
}

#[cfg(feature = "std")]
impl std::error::Error for UnknownPurpose {}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn indices_are_the_frozen_ones() {
		for (index, purpose) in PURPOSES.into_iter().enumerate() {
			assert_eq!(purpose as usize, index);
			assert_eq!(purpose.encode(), [index as u8]);
			assert_eq!(purpose.code().parse(), Ok(purpose));
		}
		assert_eq!(Purpose::TREAT as u8, 0);
		assert_eq!(Purpose::BTG as u8, 56);
		assert_eq!(Purpose::TREATDS as u8, 61);
	}

	#[test]
	fn a_parent_covers_its_children_but_not_the_explicit_ones() {
		let treat = Purposes::of(&[Purpose::TREAT]);
		assert!(
			treat.cover(Purpose::TREAT)
				&& treat.cover(Purpose::COC)
				&& treat.cover(Purpose::ERTREAT)
		);
		assert!(!treat.cover(Purpose::BTG) && !treat.cover(Purpose::TREATDS));
		assert!(!treat.cover(Purpose::HRESCH) && !treat.cover(Purpose::HPAYMT));
		assert!(Purposes::of(&[Purpose::BTG]).cover(Purpose::BTG));
	}

	#[test]
	fn a_child_never_covers_its_parent() {
		for purpose in PURPOSES {
			if let Some(parent) = purpose.parent() {
				assert!(!Purposes::of(&[purpose]).cover(parent), "{purpose:?} covered {parent:?}");
			}
		}
	}

	#[test]
	fn unknown_bits_and_the_empty_set_are_not_valid() {
		assert!(!Purposes(0).is_valid());
		assert!(!Purposes(1 << 62).is_valid());
		assert!(Purposes(1).is_valid());
	}
}
