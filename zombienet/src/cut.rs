//! A network of namespaces that can be divided. It needs root.
//!
//! Each node has a namespace with two cables: one to its peers, and one by which the drill asks it.

use crate::{
	node::{free_port, Start},
	tool,
};
use anyhow::{Context, Result};
use std::{net::Ipv4Addr, path::Path};

/// Namespaces and switches; they go with this value.
pub struct Cut {
	/// Makes names of several drills at a time differ.
	tag: String,
	count: u8,
}

/// On this port all listen to their peers.
const PORT: u16 = 30333;

impl Cut {
	/// Lays the cables for so many nodes, all on the first of two switches.
	///
	/// # Errors
	/// When it is not allowed.
	pub fn new(count: u8) -> Result<Self> {
		// A process id has up to seven digits and an interface's name 15 letters.
		let tag = format!("{:x}", std::process::id() % 0xfffff);
		let cut = Self { tag, count };
		for side in 0..2 {
			let switch = cut.switch(side);
			tool::run("ip", &["link", "add", &switch, "type", "bridge"])?;
			tool::run("ip", &["link", "set", &switch, "up"])?;
		}
		for node in 0..count {
			cut.lay(node)?;
		}
		Ok(cut)
	}

	fn switch(&self, side: u8) -> String {
		format!("sw{}-{side}", self.tag)
	}

	fn namespace(&self, node: u8) -> String {
		format!("ns{}-{node}", self.tag)
	}

	fn cable(&self, node: u8, end: &str) -> String {
		format!("{end}{}-{node}", self.tag)
	}

	fn peer_address(node: u8) -> Ipv4Addr {
		Ipv4Addr::new(10, 213, 0, node + 1)
	}

	fn address(&self, node: u8, end: u8) -> Ipv4Addr {
		Ipv4Addr::new(10, 214, node, end)
	}

	fn lay(&self, node: u8) -> Result<()> {
		let space = self.namespace(node);
		tool::run("ip", &["netns", "add", &space])?;
		tool::run("ip", &["-n", &space, "link", "set", "lo", "up"])?;
		let (out, inside) = (self.cable(node, "p"), self.cable(node, "q"));
		self.plug(&space, &out, &inside, &format!("{}/24", Self::peer_address(node)))?;
		tool::run("ip", &["link", "set", &out, "master", &self.switch(0)])?;
		let (out, inside) = (self.cable(node, "c"), self.cable(node, "d"));
		self.plug(&space, &out, &inside, &format!("{}/30", self.address(node, 2)))?;
		let mine = format!("{}/30", self.address(node, 1));
		tool::run("ip", &["addr", "add", &mine, "dev", &out]).map(drop)
	}

	fn plug(&self, space: &str, out: &str, inside: &str, address: &str) -> Result<()> {
		tool::run("ip", &["link", "add", out, "type", "veth", "peer", "name", inside])?;
		tool::run("ip", &["link", "set", inside, "netns", space])?;
		tool::run("ip", &["link", "set", out, "up"])?;
		tool::run("ip", &["-n", space, "addr", "add", address, "dev", inside])?;
		tool::run("ip", &["-n", space, "link", "set", inside, "up"]).map(drop)
	}

	/// How a node in one of the namespaces is started.
	///
	/// # Errors
	/// When there is no port.
	pub fn start(&self, node: u8, name: &str, folder: &Path, arguments: &[&str]) -> Result<Start> {
		let mut start = Start::local(name, folder, arguments)?;
		start.before = ["ip", "netns", "exec", &self.namespace(node)].map(Into::into).into();
		start.host = self.address(node, 2).into();
		start.peer = Self::peer_address(node).into();
		start.ports = (free_port()?, PORT);
		// Asked by an address, which the node takes for a strange host otherwise.
		let open = ["--unsafe-rpc-external", "--rpc-methods", "unsafe", "--rpc-cors", "all"];
		start.arguments.extend(open.map(Into::into));
		Ok(start)
	}

	/// Plugs these nodes into the second switch: nothing passes between it and the first.
	///
	/// # Errors
	/// When it is not allowed.
	pub fn divide(&self, away: &[u8]) -> Result<()> {
		away.iter().try_for_each(|node| self.to(*node, 1))
	}

	/// Plugs all into the first switch.
	///
	/// # Errors
	/// When it is not allowed.
	pub fn heal(&self) -> Result<()> {
		(0..self.count).try_for_each(|node| self.to(node, 0))
	}

	fn to(&self, node: u8, side: u8) -> Result<()> {
		let cable = self.cable(node, "p");
		tool::run("ip", &["link", "set", &cable, "master", &self.switch(side)])
			.context("the cable is plugged elsewhere")
			.map(drop)
	}
}

impl Drop for Cut {
	fn drop(&mut self) {
		for node in 0..self.count {
			let _ = tool::run("ip", &["netns", "del", &self.namespace(node)]);
			// The cables' inner ends went with the namespace, unless a node still dies in it.
			for end in ["p", "c"] {
				let _ = tool::run("ip", &["link", "del", &self.cable(node, end)]);
			}
		}
		for side in 0..2 {
			let _ = tool::run("ip", &["link", "del", &self.switch(side)]);
		}
	}
}
