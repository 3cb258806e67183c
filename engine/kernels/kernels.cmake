# The kernels, compiled once for each x86-64 level and chosen at run time. Exports the target loom_kernels.
# They are optimised in every configuration: tests that train would take minutes without.
function(loom_add_isa isa name bytes product)
  set(sources engine/kernels/isa.cpp)
  # Thin products are Eigen's, which are faster in the AVX2 build, so the AVX-512 build uses those.
  if(product STREQUAL isa)
    list(APPEND sources engine/kernels/product.cpp)
  endif()
  add_library(loom_kernels_${isa} OBJECT ${sources})
  target_include_directories(loom_kernels_${isa} PRIVATE ${PROJECT_SOURCE_DIR})
  target_include_directories(loom_kernels_${isa} SYSTEM PRIVATE
    $<TARGET_PROPERTY:Eigen3::Eigen,INTERFACE_INCLUDE_DIRECTORIES>)
  target_compile_definitions(loom_kernels_${isa} PRIVATE
    LOOM_ISA_NAMESPACE=${isa} LOOM_ISA_NAME="${name}" LOOM_VECTOR_BYTES=${bytes}
    LOOM_PRODUCT_NAMESPACE=${product} LOOM_EIGEN_NAMESPACE=Eigen_loom_${isa})
  target_compile_options(loom_kernels_${isa} PRIVATE
    -march=x86-64-${isa} -mprefer-vector-width=512 -O3 -ffp-contract=fast -fno-math-errno
    $<$<CONFIG:RelWithDebInfo,Debug>:-g1>)
  target_link_libraries(loom_kernels_${isa} PRIVATE loom_warnings)
  if(LAYERLOOM_SANITIZE)
    # What is watched are the arrays; watching every register of a tile too takes minutes to compile.
    target_compile_options(loom_kernels_${isa} PRIVATE --param=asan-stack=0
      -fno-sanitize-address-use-after-scope)
  endif()
  set_target_properties(loom_kernels_${isa} PROPERTIES
    UNITY_BUILD OFF INTERPROCEDURAL_OPTIMIZATION OFF)
endfunction()

loom_add_isa(v2 "x86-64-v2" 16 v2)
loom_add_isa(v3 "AVX2" 32 v3)
loom_add_isa(v4 "AVX-512" 64 v3)

add_library(loom_kernels STATIC engine/kernels/kernels.cpp engine/kernels/kernels.h
  $<TARGET_OBJECTS:loom_kernels_v2> $<TARGET_OBJECTS:loom_kernels_v3> $<TARGET_OBJECTS:loom_kernels_v4>)
target_link_libraries(loom_kernels PUBLIC loom_baseline)
