//! Who holds which power: one origin each.

use crate::*;
use frame_support::traits::{EitherOfDiverse, EnsureOrigin};
use frame_system::{EnsureRoot, RawOrigin};
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

/// Admits an institution, changes what it is, removes it, or spares a custodian a penalty: by motion
/// only.
pub type Membership = EnsureRoot<AccountId>;
/// Stops an institution at once, or lets it go on.
pub type Supervision = EitherOfDiverse<EnsureRoot<AccountId>, EnsureRegulator>;
