//! Who holds which power: one origin each.

use crate::*;
use frame_support::traits::EnsureOrigin;
use frame_system::RawOrigin;
use pallet_registry::Power;
use salus_primitives::{InstitutionId, Role};

/// A regulator in good standing.
pub struct EnsureRegulator;

impl EnsureOrigin<RuntimeOrigin> for EnsureRegulator {
	type Success = InstitutionId;

	fn try_origin(origin: RuntimeOrigin) -> Result<InstitutionId, RuntimeOrigin> {
		match origin.clone().into() {
			Ok(RawOrigin::Signed(who)) => {
				Registry::acting(&who, Role::Regulator).map_err(|_| origin)
			},
			_ => Err(origin),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		Err(())
	}
}

/// Admits an institution, changes what it is, excludes or removes it, allots units, spares a custodian
/// a penalty, lifts a restriction.
pub type Membership = pallet_chambers::EnsureMembership;
/// Adopts a policy.
pub type PolicyMaking = pallet_chambers::EnsurePolicy;
/// Restricts a policy for a while.
pub type Emergency = pallet_chambers::EnsureEmergency;
/// Stops an institution for a while.
pub struct Supervision;

impl EnsureOrigin<RuntimeOrigin> for Supervision {
	type Success = Power;

	fn try_origin(origin: RuntimeOrigin) -> Result<Power, RuntimeOrigin> {
		first::<Emergency>(origin, Power::Emergency)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		Emergency::try_successful_origin()
	}
}

/// Lets an institution act again: the chambers always, a regulator where only a regulator stopped it.
pub struct Reinstatement;

impl EnsureOrigin<RuntimeOrigin> for Reinstatement {
	type Success = Power;

	fn try_origin(origin: RuntimeOrigin) -> Result<Power, RuntimeOrigin> {
		first::<Membership>(origin, Power::Lasting)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		Membership::try_successful_origin()
	}
}

/// The power of a motion, or else of a regulator alone.
fn first<Motion: EnsureOrigin<RuntimeOrigin>>(
	origin: RuntimeOrigin,
	power: Power,
) -> Result<Power, RuntimeOrigin> {
	Motion::try_origin(origin).map(|_| power).or_else(|origin| {
		EnsureRegulator::try_origin(origin).map(|regulator| Power::Alone { regulator })
	})
}
