declare module "SwiftUI" {}
