package org.gfn4j.molecules.proxy;

final class ProxyTraining {}
