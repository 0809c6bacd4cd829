//! What the node uses, for Prometheus and the RPC: read when asked, so that measuring costs nothing.

use crate::{cli::RestParams, quiet::Activity};
use cpu_time::ProcessTime;
use polkadot_sdk::substrate_prometheus_endpoint::{
	register, MetricSource, Opts, PrometheusError, Registry, SourcedCounter,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What the node used and did since it started. No chain state.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
#[serde(rename_all = "camelCase")]
pub struct Energy {
	/// CPU time of the process over all threads.
	pub cpu_seconds: f64,
	/// CPU seconds times `--watts-per-core` times `--pue`: an estimate, not a measurement.
	pub estimated_joules: f64,
	/// Extrinsics of imported blocks that are not inherents.
	pub user_extrinsics: u64,
	/// Slots that this validator might have authored in and left empty.
	pub slots_rested: u64,
}

/// Reads all counters at once.
#[derive(Clone)]
pub struct Meter {
	activity: Arc<Activity>,
	joules_per_second: f64,
}

impl Meter {
	/// Of this node.
	pub fn new(activity: Arc<Activity>, rest: &RestParams) -> Self {
		Self { activity, joules_per_second: rest.watts_per_core * rest.pue }
	}

	/// What it shows now.
	pub fn read(&self) -> Energy {
		let cpu_seconds = cpu_seconds();
		Energy {
			cpu_seconds,
			estimated_joules: cpu_seconds * self.joules_per_second,
			user_extrinsics: self.activity.user_extrinsics(),
			slots_rested: self.activity.slots_rested(),
		}
	}
}

/// CPU time of this process since it started, over all threads, in seconds.
fn cpu_seconds() -> f64 {
	ProcessTime::try_now().map_or(0.0, |time| time.as_duration().as_secs_f64())
}

#[derive(Clone)]
struct Reading(Arc<dyn Fn() -> f64 + Send + Sync>);

impl MetricSource for Reading {
	type N = f64;

	fn collect(&self, mut set: impl FnMut(&[&str], f64)) {
		set(&[], (self.0)());
	}
}

/// Registers the counters of rest and energy.
pub fn register_metrics(registry: &Registry, meter: &Meter) -> Result<(), PrometheusError> {
	let counter = |name: &str, help: &str, value: fn(Energy) -> f64| {
		let meter = meter.clone();
		let reading = Reading(Arc::new(move || value(meter.read())));
		register(SourcedCounter::new(&Opts::new(name, help), reading)?, registry).map(drop)
	};
	counter(
		"salus_slots_rested_total",
		"Slots that this validator might have authored in and left empty",
		|it| it.slots_rested as f64,
	)?;
	counter(
		"salus_user_extrinsics_total",
		"Extrinsics of imported blocks that are not inherents, since the start of the process",
		|it| it.user_extrinsics as f64,
	)?;
	counter("process_cpu_seconds_total", "CPU time of the process over all threads", |it| {
		it.cpu_seconds
	})?;
	counter(
		"salus_energy_estimated_joules_total",
		"CPU seconds times --watts-per-core times --pue: an estimate, not a measurement",
		|it| it.estimated_joules,
	)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn joules_are_cpu_seconds_times_watts_times_pue() {
		let registry = Registry::new();
		let rest = RestParams { watts_per_core: 3.0, pue: 2.0, ..Default::default() };
		register_metrics(&registry, &Meter::new(Default::default(), &rest)).unwrap();
		let read = |name: &str| {
			let families = registry.gather();
			let family = families.iter().find(|family| family.get_name() == name).unwrap();
			family.get_metric()[0].get_counter().get_value()
		};
		let before = read("process_cpu_seconds_total");
		let joules = read("salus_energy_estimated_joules_total");
		let after = read("process_cpu_seconds_total");
		assert!(before > 0.0 && 6.0 * before <= joules && joules <= 6.0 * after);
		assert_eq!(read("salus_slots_rested_total"), 0.0);
		let energy = Meter::new(Default::default(), &rest).read();
		assert_eq!(energy.estimated_joules, 6.0 * energy.cpu_seconds);
	}
}
