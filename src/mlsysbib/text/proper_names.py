"""Proper names that titles have, which keep their capital in every case of a title.

Whom laws, methods and distributions are called after; languages, peoples and places; days and
months; programs and languages of programs. A name that is an ordinary word as well is not here: a
style prints it in small letters, unless a mark in the title keeps it.
"""

from __future__ import annotations

_PEOPLE = (
    "Abel Amdahl Archimedes Banach Bayes Bayesian Bellman Bernoulli Bessel Boltzmann Boole "
    "Boolean Borel Brownian Byzantine Cantor Carlo Cartesian Cauchy Chebyshev Chernoff "
    "Chervonenkis Cholesky Cooley Coulomb Cramer Curie Dantzig Darwin Darwinian Descartes "
    "Dijkstra Dirac Dirichlet Doppler Einstein Erdos Euclid Euclidean Euler Eulerian Fermat Fermi "
    "Feynman Fibonacci Fisher Floyd Fourier Frobenius Galerkin Galois Gauss Gaussian Gibbs "
    "Gibbsian Hadamard Hamilton Hamiltonian Hamming Hausdorff Heisenberg Helmholtz Hermite "
    "Hermitian Hessian Hilbert Hoeffding Hopfield Huffman Ising Jaccard Jacobi Jacobian Jordan "
    "Kaczmarz Kalman Kolmogorov Krylov Kullback Kutta Lagrange Lagrangian Langevin Laplace "
    "Laplacian Lebesgue Leibler Leibniz Lipschitz Lloyd Lyapunov Manhattan Markov Markovian "
    "Maxwell Mercer Minkowski Monte Moore Nash Nesterov Neumann Newton Newtonian Noether Nystrom "
    "Occam Pareto Parzen Pearson Petri Planck Poincare Poisson Polyak Pontryagin Rademacher "
    "Ramsey Rayleigh Riccati Riemann Riemannian Ritz Runge Schrodinger Shannon Shapley Sinkhorn "
    "Sobolev Steiner Stokes Strassen Taylor Toeplitz Tsallis Turing Tweedie Vapnik Viterbi "
    "Voronoi Wald Wasserstein Weibull Wiener Winograd Woodbury Zipf Zipfian"
)
_PLACES = (
    "Africa African America American Americas Amsterdam Arabic Arctic Asia Asian Atlantic "
    "Australia Australian Austria Austrian Babel Bangladesh Beijing Belgium Bengali Berkeley "
    "Berlin Boston Brazil Brazilian Britain British California Cambridge Canada Canadian Catalan "
    "Chicago China Chinese Cyrillic Czech Danish Denmark Dutch Earth Edinburgh Egypt Egyptian "
    "England English Europe European Finland Finnish Florida France French Georgia German Germany "
    "Greece Greek Hebrew Hindi Hungarian Hungary Iceland India Indian Indic Indonesia Indonesian "
    "Iran Ireland Irish Israel Italian Italy Japan Japanese Jupiter Kenya Korea Korean Latin "
    "London Mars Mediterranean Mexico Moscow Netherlands Norway Norwegian Oxford Pacific Pakistan "
    "Paris Persian Poland Polish Portugal Portuguese Quebec Roman Romania Romanian Rome Russia "
    "Russian Sanskrit Scotland Scottish Seattle Shanghai Siberia Singapore Slavic Spain Spanish "
    "Stanford Swahili Sweden Swedish Swiss Switzerland Taiwan Tamil Texas Thai Tokyo Toronto "
    "Turkey Turkish Ukraine Ukrainian Urdu Vienna Vietnam Vietnamese Washington Welsh Wikipedia "
    "York Zurich"
)
_DAYS = (
    "April August Christmas December Easter February Friday January July June Monday November "
    "October Saturday September Sunday Thursday Tuesday Wednesday"
)
_PROGRAMS = (
    "Ada Airflow Alexa Amazon Android Ansible Apache Arduino Azure Bitcoin Bluetooth Caffe "
    "Cassandra Ceph Clojure Cuda Dalvik Debian Docker Ethereum Facebook Firefox Flink Fortran "
    "Gentoo Git Github Google Hadoop Haskell Instagram Intel Java Javascript Jax Julia Jupyter "
    "Kafka Keras Kotlin Kubernetes Linux Lisp Lua Mahout Matlab Microsoft Minecraft Moore Mozilla "
    "Netflix Nvidia Octave Pascal Perl Prolog Python Qualcomm Reddit Redis Ruby Samsung Scala "
    "Simula Slurm Smalltalk Solaris Spotify Theano Theseus Twitter Uber Ubuntu Unix Verilog "
    "Vulkan Xen Xeon Xilinx Yahoo Youtube Zookeeper"
)
PROPER_NAMES = frozenset(f"{_PEOPLE} {_PLACES} {_DAYS} {_PROGRAMS}".split())
