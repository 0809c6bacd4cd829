//! Institutions: who acts for them, who stands well, who answers.

use crate::{types::LASTING, *};
use alloc::vec::Vec;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{ControlGroup, InstitutionId, Jurisdiction, Moment, Role, Roles};

impl<T: Config> Pallet<T> {
	/// The institution an account acts for.
	pub fn institution_of(account: &T::AccountId) -> Option<InstitutionId> {
		InstitutionOf::<T>::get(account)
	}

	/// The institution if it is neither suspended, removed nor lapsed at `now`. Whoever asks may name
	/// a moment ahead of the chain's clock: accreditation ends by that, a suspension does not.
	pub fn in_good_standing(id: InstitutionId, now: Moment) -> Option<Institution<T::AccountId>> {
		Institutions::<T>::get(id)
			.filter(|it| it.standing.may_act(now.min(T::Clock::now())) && now < it.accredited_until)
	}

	/// Whether the institution stands well now and has the role, whatever a regulator alone says of
	/// it: for what no single one may decide, such as who makes blocks.
	pub fn standing_with(id: InstitutionId, role: Role) -> bool {
		let now = T::Clock::now();
		Institutions::<T>::get(id).is_some_and(|it| {
			it.standing.is_accepted(now) && it.roles.has(role) && now < it.accredited_until
		})
	}

	/// Whether the institution may vote as one with the role. A suspension that ends by itself is one
	/// power's word and takes no vote away; a lasting one is a motion's.
	pub fn may_vote(id: InstitutionId, role: Role) -> bool {
		Institutions::<T>::get(id).is_some_and(|it| {
			!it.is_removed()
				&& it.standing != LASTING
				&& it.roles.has(role)
				&& T::Clock::now() < it.accredited_until
		})
	}

	/// The institution that `account` acts for now, if it has `role`.
	pub fn acting(account: &T::AccountId, role: Role) -> Result<InstitutionId, DispatchError> {
		Ok(Self::acting_in(account, Roles::of(&[role]))?)
	}

	/// The institution that `account` acts for now, if it has one of the roles.
	pub fn acting_any(account: &T::AccountId, roles: Roles) -> Option<InstitutionId> {
		Self::acting_in(account, roles).ok()
	}

	/// The same with the reason why not.
	pub(crate) fn acting_in(
		account: &T::AccountId,
		roles: Roles,
	) -> Result<InstitutionId, Error<T>> {
		let id = Self::institution_of(account).ok_or(Error::<T>::NotAnInstitution)?;
		let institution =
			Self::in_good_standing(id, T::Clock::now()).ok_or(Error::<T>::NotInGoodStanding)?;
		ensure!(institution.roles.has_any(roles), Error::<T>::RoleMissing);
		Ok(id)
	}

	/// The control group of an institution, whatever its standing.
	pub fn control_group(id: InstitutionId) -> Option<ControlGroup> {
		Institutions::<T>::get(id).map(|it| it.control_group)
	}

	/// The law that binds an institution, whatever its standing.
	pub fn jurisdiction(id: InstitutionId) -> Option<Jurisdiction> {
		Institutions::<T>::get(id).map(|it| it.jurisdiction)
	}

	/// The control group of a custodian that may be given shares: in good standing, with a full bond.
	pub fn custodian(id: InstitutionId) -> Option<ControlGroup> {
		let custodian = Self::in_good_standing(id, T::Clock::now())?;
		(custodian.roles.has(Role::Custodian) && Self::bond_of(id) >= Self::custodian_bond())
			.then_some(custodian.control_group)
	}

	/// The emergency desks, suspended and lapsed ones among them: they can still open what was
	/// sealed to them.
	pub fn desks() -> Vec<InstitutionId> {
		Desks::<T>::get().into_inner()
	}

	/// Whether the account acts for who answers for the institution: itself, suspended or not, or,
	/// once it was removed, its successor.
	pub fn answers_for(account: &T::AccountId, institution: InstitutionId) -> bool {
		Self::institution_of(account).is_some_and(|id| id == Self::answering(institution))
	}

	fn answering(institution: InstitutionId) -> InstitutionId {
		let mut answering = institution;
		for _ in 0..MAX_SUCCESSORS {
			match Institutions::<T>::get(answering).map(|it| it.standing) {
				Some(Standing::Removed { successor: Some(successor) }) => answering = successor,
				_ => break,
			}
		}
		answering
	}
}
