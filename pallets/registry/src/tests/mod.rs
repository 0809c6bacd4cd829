mod enrol;
mod institutions;
mod mock;
